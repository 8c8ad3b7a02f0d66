import { partsOf, type ServerUnderTest } from "#tests/recipes/server-under-test.ts";
import { PYTHON, pythonModule } from "./python.ts";

const WILDCARD = `
@app.middleware("http")
async def any_origin(request, call_next):
    response = await call_next(request)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
`;

export const fastapi: ServerUnderTest = {
  recipe: "fastapi",
  needs: {
    programs: [PYTHON],
    files: ["fastapi", "uvicorn"].map(pythonModule),
    packages: ["python3-fastapi", "python3-uvicorn"],
  },
  command: ({ port, cors }) => ({
    files: {
      "server.py": `
import uvicorn
from fastapi import FastAPI
from fastapi.responses import JSONResponse

app = FastAPI()
${cors === "wildcard" ? WILDCARD : ""}

@app.get("/items")
def items():
    return JSONResponse([{"id": 7}, {"id": 8}], headers={"X-Total-Count": "2"})


@app.put("/items/7")
def item():
    return {"id": 7}


@app.get("/fails")
def fails():
    raise RuntimeError("This application fails here")


${partsOf(cors).join("\n")}

uvicorn.run(app, host="127.0.0.1", port=${port}, log_level="warning")
`,
    },
    run: [PYTHON, "server.py"],
  }),
};
