/// Callers, roles and permissions, and the annotations that declare the access to an endpoint.
@NullMarked
package com.afftok.management.access;

import org.jspecify.annotations.NullMarked;
