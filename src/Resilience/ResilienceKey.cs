namespace Resilience;

/// <summary>The typed key of a property of a <see cref="ResilienceContext"/>.</summary>
/// <typeparam name="T">The type of the property.</typeparam>
/// <param name="Name">The property's name; two keys with one name and two types are one property.</param>
public readonly record struct ResilienceKey<T>(string Name);
