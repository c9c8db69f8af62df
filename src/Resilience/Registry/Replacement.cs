using Resilience.Pipelines;

namespace Resilience.Registry;

/// <summary>A definition that has been applied to an operation and is not in force yet.</summary>
/// <param name="Turn">When it was asked for.</param>
/// <param name="Previous">What it takes the place of.</param>
/// <param name="Next">What it is.</param>
/// <param name="Handles">The operation's pipelines.</param>
/// <param name="Cores">Their new insides.</param>
/// <param name="Holds">Those who hold the circuits in there.</param>
internal sealed record Replacement(
    long Turn, Generation Previous, Generation Next, OperationHandle[] Handles, PipelineCore[] Cores, OperationHold[] Holds);
