/// The OpenAPI document, made of parts that say only what is their own.
@NullMarked
package com.afftok.management.platform.document.expand;

import org.jspecify.annotations.NullMarked;
