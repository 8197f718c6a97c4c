/// The OpenAPI document, which is written by hand before the code, and the page that shows it.
@NullMarked
package com.afftok.management.platform.document;

import org.jspecify.annotations.NullMarked;
