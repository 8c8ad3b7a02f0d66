import { partsOf, type ServerUnderTest } from "#tests/recipes/server-under-test.ts";

export const php: ServerUnderTest = {
  recipe: "php",
  needs: { programs: ["php"], packages: ["php-cli"] },
  command: ({ port, cors }) => {
    const [include = "", first = ""] = partsOf(cors);
    return {
      files: {
        "cors.php": include,
        "index.php": `<?php
${first}
${cors === "wildcard" ? "header('Access-Control-Allow-Origin: *');" : ""}
header('Content-Type: application/json');
switch ($_SERVER['REQUEST_METHOD'] . ' ' . $_SERVER['REQUEST_URI']) {
    case 'GET /items':
        header('X-Total-Count: 2');
        echo json_encode([['id' => 7], ['id' => 8]]);
        break;
    case 'PUT /items/7':
        echo json_encode(['id' => 7]);
        break;
    case 'GET /fails':
        throw new RuntimeException('This application fails here');
    default:
        http_response_code(404);
        echo json_encode(['error' => 'There is no such page']);
}
`,
      },
      run: ["php", "-d", "display_errors=0", "-S", `127.0.0.1:${port}`, "index.php"],
    };
  },
};
