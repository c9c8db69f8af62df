namespace Resilience;

/// <summary>One change of a registry.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Item">To what kind of thing.</param>
/// <param name="Name">The name under which it is held.</param>
public readonly record struct RegistryChange(RegistryChangeKind Kind, RegistryItem Item, string Name);
