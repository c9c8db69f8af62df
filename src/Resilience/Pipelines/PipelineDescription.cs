namespace Resilience.Pipelines;

/// <summary>What a pipeline tells people about itself. Strategies and middlewares are asked when somebody wants to know.</summary>
internal sealed record PipelineDescription(string Name, IReadOnlyList<object> Strategies, IReadOnlyList<PipelineHazard> Hazards)
{
    /// <summary>Whether the pipeline lets every call be.</summary>
    public bool IsShadow { get; init; }

    public static PipelineDescription Empty { get; } = new("empty", [], []);

    public override string ToString()
    {
        string strategies = Strategies.Count == 0 ? "no strategies" : string.Join(" → ", Strategies);
        return $"pipeline '{Name}'{(IsShadow ? " in shadow mode" : "")}: {strategies}";
    }
}
