// Shows the document of this host, and asks no other.
SwaggerUIBundle({
  url: '/api/openapi.yml',
  dom_id: '#page',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
