namespace Resilience.Timing;

internal static class StateSpaceAssertions
{
    /// <summary>Returns the number of states, if none of them is wrong.</summary>
    public static int ShouldBeFree(this StateSpace<CellState> space, string? violation, AttemptScript[] script)
    {
        violation.Should().BeNull("{0} must be safe", string.Join(", then ", script));
        return space.States.Count();
    }
}
