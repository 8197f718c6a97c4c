/// OpenAPI documents, as the tests of every module that has one read them and hold answers against
/// them.
@NullMarked
package com.afftok.document;

import org.jspecify.annotations.NullMarked;
