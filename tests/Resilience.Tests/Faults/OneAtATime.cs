namespace Resilience.Faults;

/// <summary>Tests that look at what all executions of the process share, and so must not run beside others.</summary>
[CollectionDefinition(nameof(OneAtATime), DisableParallelization = true)]
public sealed class OneAtATime;
