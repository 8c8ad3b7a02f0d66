import { partsOf, type ServerUnderTest } from "#tests/recipes/server-under-test.ts";
import { PYTHON, pythonModule } from "./python.ts";

const WILDCARD = `
@app.after_request
def any_origin(response):
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
`;

export const flask: ServerUnderTest = {
  recipe: "flask",
  needs: {
    programs: [PYTHON],
    files: ["flask", "flask_cors"].map(pythonModule),
    packages: ["python3-flask", "python3-flask-cors"],
  },
  command: ({ port, cors }) => ({
    files: {
      "server.py": `
from flask import Flask

app = Flask(__name__)
${partsOf(cors).join("\n")}
${cors === "wildcard" ? WILDCARD : ""}

@app.get("/items")
def items():
    return [{"id": 7}, {"id": 8}], {"X-Total-Count": "2"}


@app.put("/items/7")
def item():
    return {"id": 7}


@app.get("/fails")
def fails():
    raise RuntimeError("This application fails here")


app.run("127.0.0.1", ${port})
`,
    },
    run: [PYTHON, "server.py"],
  }),
};
