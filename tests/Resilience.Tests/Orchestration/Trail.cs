namespace Resilience.Tests.Orchestration;

/// <summary>A context that stages write into: a list that a careless stage may change in place.</summary>
public sealed class Trail
{
    public List<string> Steps { get; set; } = [];

    public int Number { get; set; }

    public string? Text { get; set; }

    public Trail Then(string step) => new() { Steps = [.. Steps, step], Number = Number, Text = Text };

    public override string ToString() => string.Join(' ', Steps);
}
