import { partsOf, type ServerUnderTest } from "#tests/recipes/server-under-test.ts";

export const rack: ServerUnderTest = {
  recipe: "rack",
  needs: {
    programs: ["puma"],
    files: ["/usr/lib/ruby/vendor_ruby/rack/cors.rb"],
    packages: ["puma", "ruby-rack-cors"],
  },
  command: ({ port, cors }) => ({
    files: {
      "config.ru": `
${partsOf(cors).join("\n")}
require 'json'

ANSWERS = {
  'GET /items' => [200, { 'X-Total-Count' => '2' }, [{ id: 7 }, { id: 8 }]],
  'PUT /items/7' => [200, {}, { id: 7 }],
  'GET /fails' => [500, {}, { error: 'This application fails here' }]
}
ANY_ORIGIN = ${cors === "wildcard" ? "{ 'Access-Control-Allow-Origin' => '*' }" : "{}"}

run(lambda do |env|
  asked = "#{env['REQUEST_METHOD']} #{env['PATH_INFO']}"
  status, headers, json = ANSWERS.fetch(asked, [404, {}, { error: 'There is no such page' }])
  [status, { 'Content-Type' => 'application/json' }.merge(headers, ANY_ORIGIN), [JSON.generate(json)]]
end)
`,
    },
    run: ["puma", "--quiet", "--environment", "production", "--bind", `tcp://127.0.0.1:${port}`, "config.ru"],
  }),
};
