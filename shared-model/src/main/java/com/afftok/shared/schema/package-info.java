/// The version of the database schema, and its migration.
@NullMarked
package com.afftok.shared.schema;

import org.jspecify.annotations.NullMarked;
