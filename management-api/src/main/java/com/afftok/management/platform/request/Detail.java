package com.afftok.management.platform.request;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;

/// A problem with one field of the request, or with what the field refers to.
///
/// @param code of the [Problem]
/// @param params the parameters of the message
@Serdeable
public record Detail(String field, String code, Map<String, Object> params, String message) {}
