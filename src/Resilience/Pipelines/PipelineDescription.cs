namespace Resilience.Pipelines;

/// <summary>What a pipeline tells people about itself.</summary>
internal sealed record PipelineDescription(string Name, IReadOnlyList<string> Strategies, IReadOnlyList<PipelineHazard> Hazards)
{
    public static PipelineDescription Empty { get; } = new("empty", [], []);

    public override string ToString() =>
        Strategies.Count == 0 ? $"pipeline '{Name}': no strategies" : $"pipeline '{Name}': {string.Join(" → ", Strategies)}";
}
