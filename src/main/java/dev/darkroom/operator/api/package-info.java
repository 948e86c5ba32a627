/** The Gallery resource: what a person asks for, and what the operator answers. Its custom resource definition is generated from these classes. */
package dev.darkroom.operator.api;
