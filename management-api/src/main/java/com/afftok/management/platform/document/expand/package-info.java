/// Expands the OpenAPI document from parts in a short form.
@NullMarked
package com.afftok.management.platform.document.expand;

import org.jspecify.annotations.NullMarked;
