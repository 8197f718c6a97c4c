/// The schema that this version needs: migrated by a command, checked at every start.
@NullMarked
package com.afftok.management.platform.schema;

import org.jspecify.annotations.NullMarked;
