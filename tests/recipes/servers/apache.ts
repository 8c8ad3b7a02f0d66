import { partsOf, type ServerUnderTest } from "#tests/recipes/server-under-test.ts";

const MODULES = ["mpm_event", "authz_core", "headers", "setenvif", "rewrite", "proxy", "proxy_http"];

export const apache: ServerUnderTest = {
  recipe: "apache",
  isProxy: true,
  needs: { programs: ["apache2"], packages: ["apache2-bin"] },
  command: ({ directory, port, upstream, cors }) => ({
    files: {
      "apache.conf": `
ServerRoot ${directory}
ServerName localhost
Listen 127.0.0.1:${port}
PidFile ${directory}/apache.pid
ErrorLog "|/bin/cat"
DefaultRuntimeDir ${directory}
Mutex file:${directory} default
${MODULES.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join("\n")}
<VirtualHost *>
${partsOf(cors).join("\n")}
ProxyPass / http://127.0.0.1:${upstream}/
</VirtualHost>
`,
    },
    run: ["apache2", "-X", "-d", directory, "-f", `${directory}/apache.conf`],
  }),
};
