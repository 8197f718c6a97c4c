/// What users say of themselves, and where their money is sent to.
@NullMarked
package com.afftok.management.profile;

import org.jspecify.annotations.NullMarked;
