namespace Resilience.Bulkheads;

public sealed class PermitCountTests
{
    [Fact]
    public void Of_two_that_have_both_seen_the_last_permit_one_gets_it()
    {
        var count = default(PermitCount);
        count.Open(1);
        count.IsOpen.Should().BeTrue();

        count.TryTake().Should().BeTrue();
        count.TryTake().Should().BeFalse();
        count.InUse.Should().Be(2, "the one that lost has not undone its addition yet");
        count.Undo().Should().BeFalse("nobody waits");

        count.InUse.Should().Be(1);
        count.IsOpen.Should().BeFalse();
    }

    [Fact]
    public void Whoever_comes_while_another_undoes_is_refused_though_there_is_room()
    {
        // What the model allows by name: never too many, but for nanoseconds one too few.
        var count = default(PermitCount);
        count.Open(1);
        count.TryTake().Should().BeTrue();
        count.TryTake().Should().BeFalse();
        count.Return().Should().BeFalse();

        count.IsOpen.Should().BeFalse();
        count.Undo();
        count.IsOpen.Should().BeTrue();
    }

    [Fact]
    public void While_the_gate_is_closed_nobody_enters_and_whoever_makes_room_is_told_to_look()
    {
        var count = default(PermitCount);
        count.Open(2);
        count.TryTake().Should().BeTrue();
        count.Close();

        count.IsOpen.Should().BeFalse();
        count.TryTake().Should().BeFalse();
        count.Undo().Should().BeTrue();
        count.Return().Should().BeTrue();
        count.Take(1).Should().Be(1);
        count.Take(1).Should().Be(0);
    }

    [Fact]
    public void The_count_of_permits_given_back_is_carried_over_before_it_overflows()
    {
        var count = new PermitCount(PermitCount.Fold - 2);
        count.Open(3);
        for (int i = 0; i < 3; i++)
            count.TryTake().Should().BeTrue();
        count.Return().Should().BeFalse();
        count.TakeReturned().Should().Be(0);
        count.Return().Should().BeTrue();
        count.Return().Should().BeTrue("nobody has carried it over yet");
        count.InUse.Should().Be(0);
        count.Read().Should().Be((0, PermitCount.Fold + 1));

        count.TakeReturned().Should().Be(PermitCount.Fold);
        count.TakeReturned().Should().Be(0);
        count.Read().Should().Be((0, 1L));
        count.TryTake().Should().BeTrue();
        count.Return().Should().BeFalse();
    }
}
