namespace Resilience.Benchmarks.Ours;

/// <summary>A context as pipelines over documents have.</summary>
internal sealed class PlanContext
{
    public string Name { get; set; } = "plan";

    public List<string> Paragraphs { get; set; } = [];

    public List<double> Scores { get; set; } = [];
}
