/// Statements that are put together while the service runs, from fixed parts and bound values.
@NullMarked
package com.afftok.management.platform.statement;

import org.jspecify.annotations.NullMarked;
