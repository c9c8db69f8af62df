namespace Resilience;

/// <summary>A component that is not well.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Severity">How much the application suffers; the worst, if several have said so.</param>
/// <param name="Reason">Why, for people, as given by whoever marked it as the worst.</param>
/// <param name="Since">Since when it is marked as it is.</param>
public sealed record DegradedComponent(string Name, ComponentSeverity Severity, string Reason, DateTimeOffset Since);
