import { partsOf, type ServerUnderTest } from "#tests/recipes/server-under-test.ts";

export const nginx: ServerUnderTest = {
  recipe: "nginx",
  isProxy: true,
  needs: { programs: ["nginx"], packages: ["nginx"] },
  command: ({ directory, port, upstream, cors }) => {
    const [http = "", server = ""] = partsOf(cors);
    return {
      files: {
        "nginx.conf": `
daemon off;
master_process off;
pid ${directory}/nginx.pid;
error_log stderr;
events {}
http {
    access_log off;
    client_body_temp_path ${directory}/body;
    proxy_temp_path ${directory}/proxy;
    fastcgi_temp_path ${directory}/fastcgi;
    uwsgi_temp_path ${directory}/uwsgi;
    scgi_temp_path ${directory}/scgi;
    ${http}
    server {
        listen 127.0.0.1:${port};
        ${server}
        location / {
            proxy_pass http://127.0.0.1:${upstream};
        }
    }
}
`,
      },
      run: ["nginx", "-p", directory, "-e", "stderr", "-c", `${directory}/nginx.conf`],
    };
  },
};
