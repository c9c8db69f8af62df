namespace Resilience.Hosting.Tests;

public sealed record Work(int Done);
