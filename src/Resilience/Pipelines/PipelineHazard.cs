namespace Resilience.Pipelines;

/// <summary>Something about the composition of a pipeline that is allowed but seldom meant.</summary>
/// <param name="Code">Stable; see <see cref="HazardCodes"/>.</param>
/// <param name="Message">What is wrong, with names and values, and the way out.</param>
public sealed record PipelineHazard(string Code, string Message)
{
    /// <summary>The code and the message.</summary>
    public override string ToString() => $"{Code}: {Message}";
}
