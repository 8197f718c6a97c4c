/// OpenAPI documents in tests, and the validation of answers.
@NullMarked
package com.afftok.document;

import org.jspecify.annotations.NullMarked;
