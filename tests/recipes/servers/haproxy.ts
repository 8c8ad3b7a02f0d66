import { partsOf, type ServerUnderTest } from "#tests/recipes/server-under-test.ts";

export const haproxy: ServerUnderTest = {
  recipe: "haproxy",
  isProxy: true,
  needs: { programs: ["haproxy"], packages: ["haproxy"] },
  command: ({ port, upstream, cors }) => ({
    files: {
      "haproxy.cfg": `
global
    maxconn 100
defaults
    mode http
    timeout connect 5s
    timeout client 5s
    timeout server 5s
frontend site
    bind 127.0.0.1:${port}
${partsOf(cors).join("\n")}
    default_backend application
backend application
    server application 127.0.0.1:${upstream}
`,
    },
    run: ["haproxy", "-f", "haproxy.cfg"],
  }),
};
