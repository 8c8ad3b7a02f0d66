import { partsOf, type ServerUnderTest } from "#tests/recipes/server-under-test.ts";
import { PYTHON, pythonModule } from "./python.ts";

const WILDCARD = `
MIDDLEWARE += ["urls.any_origin"]
`;

export const django: ServerUnderTest = {
  recipe: "django",
  needs: {
    programs: [PYTHON],
    files: ["django", "corsheaders"].map(pythonModule),
    packages: ["python3-django", "python3-django-cors-headers"],
  },
  command: ({ directory, port, cors }) => ({
    files: {
      "settings.py": `
SECRET_KEY = "of no use"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "urls"
INSTALLED_APPS = []
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
${partsOf(cors).join("\n")}
${cors === "wildcard" ? WILDCARD : ""}
`,
      "urls.py": `
from django.http import JsonResponse
from django.urls import path


def any_origin(get_response):
    def middleware(request):
        response = get_response(request)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return middleware


def items(request):
    return JsonResponse([{"id": 7}, {"id": 8}], safe=False, headers={"X-Total-Count": "2"})


def item(request):
    return JsonResponse({"id": 7})


def fails(request):
    raise RuntimeError("This application fails here")


urlpatterns = [path("items", items), path("items/7", item), path("fails", fails)]
`,
    },
    run: [PYTHON, "-m", "django", "runserver", `127.0.0.1:${port}`, "--noreload", "--settings", "settings"],
    env: { PYTHONPATH: directory },
  }),
};
