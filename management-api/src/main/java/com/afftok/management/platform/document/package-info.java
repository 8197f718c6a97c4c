/// The OpenAPI document, written by hand before the code, and the page that shows it.
@NullMarked
package com.afftok.management.platform.document;

import org.jspecify.annotations.NullMarked;
