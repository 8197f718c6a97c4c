// Shows one of the two documents of this host, and asks no other.
SwaggerUIBundle({
  url: location.search === '?edge' ? '/docs/edge.yml' : '/api/openapi.yml',
  dom_id: '#page',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
