/// Brings the database to the schema that this version needs.
@NullMarked
package com.afftok.management.schema;

import org.jspecify.annotations.NullMarked;
