import { partsOf, type ServerUnderTest } from "#tests/recipes/server-under-test.ts";

export const caddy: ServerUnderTest = {
  recipe: "caddy",
  isProxy: true,
  needs: { programs: ["caddy"], packages: ["caddy"] },
  command: ({ directory, port, upstream, cors }) => {
    const [site = "", proxy = ""] = partsOf(cors);
    return {
      files: {
        Caddyfile: `
{
	admin off
	auto_https off
}
http://127.0.0.1:${port} {
${site}
	reverse_proxy 127.0.0.1:${upstream} {
${proxy}
	}
}
`,
      },
      run: ["caddy", "run", "--adapter", "caddyfile", "--config", "Caddyfile"],
      env: { XDG_DATA_HOME: directory, XDG_CONFIG_HOME: directory },
    };
  },
};
