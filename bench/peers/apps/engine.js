// json-rules-engine behind fastify: node engine.js PORT WORKERS FILE
'use strict'

const cluster = require('node:cluster')
const fs = require('node:fs')
const { Engine } = require('json-rules-engine')
const fastify = require('fastify')

const [port, workers, file] = process.argv.slice(2)

function serve () {
  const { rules, schema } = JSON.parse(fs.readFileSync(file))
  const engine = new Engine(rules, { allowUndefinedFacts: true })
  const app = fastify()
  app.post('/v1/score', { schema: { body: schema } }, async (request) => {
    const { events } = await engine.run(request.body)
    return { fired: events.map((event) => event.params.rule) }
  })
  app.listen({ port: Number(port), host: '127.0.0.1' })
}

if (cluster.isPrimary && Number(workers) > 1) {
  for (let number = 0; number < Number(workers); number++) cluster.fork()
} else {
  serve()
}
