namespace Resilience.Registry;

/// <summary>What a definition is applied to.</summary>
/// <param name="Definition">The definition.</param>
/// <param name="Name">The name of the operation.</param>
/// <param name="Settings">What the registry gives to all pipelines.</param>
/// <param name="Metrics">Where the operation's calls are counted.</param>
/// <param name="Previous">What the definition takes the place of; null if there was nothing.</param>
internal sealed record OperationBlueprint(
    OperationDefinition Definition, string Name, RegistrySettings Settings, OperationMetrics Metrics, Generation? Previous);
