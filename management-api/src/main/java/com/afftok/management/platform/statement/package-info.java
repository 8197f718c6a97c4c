/// Statements that are composed at run time, from fixed parts and bound values.
@NullMarked
package com.afftok.management.platform.statement;

import org.jspecify.annotations.NullMarked;
