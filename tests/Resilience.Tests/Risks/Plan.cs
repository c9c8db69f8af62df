namespace Resilience.Risks;

/// <summary>The context of the pipelines under test.</summary>
internal sealed record Plan(string Text);
