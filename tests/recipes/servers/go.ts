import { partsOf, type ServerUnderTest } from "#tests/recipes/server-under-test.ts";

/** Where the sources of Debian's Go packages are. */
const GOPATH = "/usr/share/gocode";

const WILDCARD = `handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	mux.ServeHTTP(w, r)
})`;

export const go: ServerUnderTest = {
  recipe: "go",
  needs: {
    programs: ["go"],
    files: [`${GOPATH}/src/github.com/rs/cors`],
    packages: ["golang-go", "golang-github-rs-cors-dev"],
    heavy: true,
  },
  leavesOut: { "odd-header": "the rs/cors that Debian has reads only letters, digits, hyphens and underscores" },
  command: ({ port, cors }) => {
    const [imported = "", wrapped = cors === "wildcard" ? WILDCARD : "handler := mux"] = partsOf(cors);
    return {
      files: {
        "main.go": `
package main

import (
	"io"
	"log"
	"net/http"
	${imported}
)

func answer(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	switch r.Method + " " + r.URL.Path {
	case "GET /items":
		w.Header().Set("X-Total-Count", "2")
		io.WriteString(w, "[{\\"id\\":7},{\\"id\\":8}]")
	case "PUT /items/7":
		io.WriteString(w, "{\\"id\\":7}")
	case "GET /fails":
		w.WriteHeader(http.StatusInternalServerError)
		io.WriteString(w, "{\\"error\\":\\"This application fails here\\"}")
	default:
		w.WriteHeader(http.StatusNotFound)
		io.WriteString(w, "{\\"error\\":\\"There is no such page\\"}")
	}
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/", answer)
	${wrapped}
	log.Fatal(http.ListenAndServe("127.0.0.1:${port}", handler))
}
`,
      },
      run: ["go", "run", "main.go"],
      env: { GO111MODULE: "off", GOPATH },
    };
  },
};
