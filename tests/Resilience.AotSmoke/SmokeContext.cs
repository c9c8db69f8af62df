namespace Resilience.AotSmoke;

/// <summary>What the stages of a run hand on.</summary>
internal sealed record SmokeContext(string Text, int[] Pages);
