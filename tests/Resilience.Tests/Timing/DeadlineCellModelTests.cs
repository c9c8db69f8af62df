namespace Resilience.Timing;

/// <summary>The protocol between owner, sweeper and caller under every interleaving of its steps.</summary>
public sealed class DeadlineCellModelTests
{
    private static readonly bool[] _both = [false, true];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_order_of_steps_breaks_two_attempts(bool polls)
    {
        int states = 0;
        foreach ((AttemptScript[] script, bool _) in Pairs())
            states += Check(script, polls, ProtocolFault.None, out string? violation).ShouldBeFree(violation, script);
        states.Should().BeGreaterThan(10_000, "the check must have looked at something");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_order_of_steps_breaks_three_attempts(bool polls)
    {
        // The source of the first is kept, or burnt, by the second, and used, or not, by the third.
        foreach (AttemptScript second in AttemptScript.All(hasCaller: true))
        {
            AttemptScript[] script = [new(1, false, false, true), second, new(AttemptScript.Never, false, false, false)];
            Check(script, polls, ProtocolFault.None, out string? violation).ShouldBeFree(violation, script);
        }
    }

    [Theory]
    [InlineData(ProtocolFault.ComparesStateOnly)]
    [InlineData(ProtocolFault.CancelsBeforeExchange)]
    [InlineData(ProtocolFault.ReadsAfterExchange)]
    [InlineData(ProtocolFault.ReusesAfterFailedUnregister)]
    [InlineData(ProtocolFault.ReusesAfterFiring)]
    [InlineData(ProtocolFault.NobodyWatchesCaller)]
    internal void The_check_finds_a_protocol_that_is_wrong(ProtocolFault fault)
    {
        var found = new List<string>();
        foreach ((AttemptScript[] script, bool polls) in Pairs())
        {
            Check(script, polls, fault, out string? violation);
            if (violation is not null)
                found.Add(violation);
        }

        found.Should().NotBeEmpty();
    }

    private static IEnumerable<(AttemptScript[] Script, bool Polls)> Pairs() =>
        from polls in _both
        from hasCaller in _both
        from first in AttemptScript.All(hasCaller)
        from second in AttemptScript.All(hasCaller: false)
        select (new[] { first, second }, polls);

    private static StateSpace<CellState> Check(AttemptScript[] script, bool polls, ProtocolFault fault, out string? violation)
    {
        var model = new CellModel(script, polls, fault);
        // A state that is wrong already need not be followed.
        var space = new StateSpace<CellState>(new(), state => state.Violation is null ? model.Next(state) : []);
        violation = space.States.Select(static state => state.Violation).FirstOrDefault(static wrong => wrong is not null);
        if (violation is null && space.Stuck(state => model.IsEnd(state)).Any())
            violation = "an attempt waits for a cancellation that nothing will bring";
        return space;
    }
}
