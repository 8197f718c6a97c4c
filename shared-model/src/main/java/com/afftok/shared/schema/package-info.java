/// What the services know of the database schema as a whole.
@NullMarked
package com.afftok.shared.schema;

import org.jspecify.annotations.NullMarked;
