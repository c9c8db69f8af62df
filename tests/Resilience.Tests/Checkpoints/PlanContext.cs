using System.Text.Json.Nodes;

namespace Resilience.Tests.Checkpoints;

/// <summary>A context with what contexts have.</summary>
public sealed class PlanContext
{
    public string Name { get; set; } = "";

    public double Score { get; set; }

    public char Letter { get; set; } = 'a';

    public List<int> Pages { get; set; } = [];

    public Dictionary<string, string> Notes { get; set; } = [];

    public JsonNode? Free { get; set; }

    public PlanContext? Parent { get; set; }
}
