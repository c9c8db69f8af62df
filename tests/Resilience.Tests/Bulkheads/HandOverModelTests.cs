using Resilience.Timing;

namespace Resilience.Bulkheads;

/// <summary>The protocol between those who enter, leave, wait and give up, under every interleaving of its steps.</summary>
public sealed class HandOverModelTests
{
    [Fact]
    public void No_order_of_steps_breaks_it()
    {
        int states = 0;
        foreach ((string name, HandOverModel model, HandOverState start) in Cases(HandOverFault.None))
        {
            states += Check(model, start, out string? violation);
            violation.Should().BeNull(name);
        }

        states.Should().BeGreaterThan(10_000, "the check must have looked at something");
    }

    [Theory]
    [InlineData(HandOverFault.UndoDoesNotLook)]
    [InlineData(HandOverFault.ReturnDoesNotLook)]
    [InlineData(HandOverFault.DoesNotCompareAgain)]
    [InlineData(HandOverFault.ClosesAfterLooking)]
    [InlineData(HandOverFault.DoesNotClose)]
    [InlineData(HandOverFault.GivesUpBlindly)]
    internal void The_check_finds_a_protocol_that_is_wrong(HandOverFault fault)
    {
        var found = new List<string>();
        foreach ((_, HandOverModel model, HandOverState start) in Cases(fault))
        {
            Check(model, start, out string? violation);
            if (violation is not null)
                found.Add(violation);
        }

        found.Should().NotBeEmpty();
    }

    private static IEnumerable<(string Name, HandOverModel Model, HandOverState Start)> Cases(HandOverFault fault)
    {
        HandOverCall[] kinds = Enum.GetValues<HandOverCall>();
        return
            from first in kinds
            where first is not (HandOverCall.Grows or HandOverCall.Shrinks)
            from second in kinds
            where second >= first && second is not (HandOverCall.Grows or HandOverCall.Shrinks)
            from third in kinds
            where third >= second
            from limit in (int[])[1, 2]
            where limit == 1 ? third != HandOverCall.Shrinks : third != HandOverCall.Grows
            from peak in (int[])[0, limit]
            let model = new HandOverModel([first, second, third], fault)
            select ($"{first}, {second}, {third} with limit {limit} and peak {peak}", model, model.Start(limit, peak));
    }

    private static int Check(HandOverModel model, HandOverState start, out string? violation)
    {
        // A state that is wrong already need not be followed.
        var space = new StateSpace<HandOverState>(start, state => state.Violation is null ? model.Next(state) : []);
        violation = space.States.Select(static state => state.Violation).FirstOrDefault(static wrong => wrong is not null);
        if (violation is null && space.Stuck(HandOverModel.IsEnd).Any())
            violation = "a call waits for a permit that nobody will give it";
        return space.States.Count();
    }
}
