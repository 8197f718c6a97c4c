/// The version of the database schema.
@NullMarked
package com.afftok.shared.schema;

import org.jspecify.annotations.NullMarked;
