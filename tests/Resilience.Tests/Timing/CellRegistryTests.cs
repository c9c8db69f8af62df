namespace Resilience.Timing;

public sealed class CellRegistryTests
{
    private readonly HandSweeper _sweeper = new(polls: true);
    private readonly CellRegistry _registry = new();

    [Fact]
    public void An_empty_registry_has_no_deadline() =>
        _registry.Sweep(_sweeper.Timeline(), long.MaxValue - 1).Should().Be(Timeline.Never);

    [Fact]
    public void A_sweep_fires_what_is_due_and_returns_the_next_deadline()
    {
        Timeline timeline = _sweeper.Timeline();
        CancellationToken[] tokens = [.. new long[] { 30, 10, 20, 40 }.Select(due => Armed(timeline, due))];

        _registry.Sweep(timeline, 20).Should().Be(30);

        tokens.Select(static token => token.IsCancellationRequested).Should().Equal(false, true, true, false);
    }

    [Fact]
    public void A_sweep_of_one_timeline_leaves_the_others_alone()
    {
        Timeline mine = _sweeper.Timeline();
        CancellationToken other = Armed(new HandSweeper(polls: true).Timeline(), 1);

        _registry.Sweep(mine, 100).Should().Be(Timeline.Never);

        other.IsCancellationRequested.Should().BeFalse();
    }

    [Fact]
    public void The_last_cell_takes_the_place_of_one_that_is_removed()
    {
        Timeline timeline = _sweeper.Timeline();
        DeadlineCell[] cells = [.. Enumerable.Range(0, 200).Select(_ => new DeadlineCell { Due = 5 })];
        foreach (DeadlineCell cell in cells)
            _registry.Add(cell);

        foreach (DeadlineCell cell in cells.Where(static (_, i) => i % 3 == 0))
            _registry.Remove(cell);

        DeadlineCell[] left = [.. cells.Where(static (_, i) => i % 3 != 0)];
        _registry.Count.Should().Be(left.Length);
        left.Select(static cell => cell.Index).Should().OnlyHaveUniqueItems().And.OnlyContain(index => index < left.Length);
        CancellationToken[] tokens = [.. left.Select(cell => cell.Arm(timeline, default, urgent: false))];
        _registry.Sweep(timeline, 5);
        tokens.Should().OnlyContain(static token => token.IsCancellationRequested);
    }

    [Fact]
    public void A_registry_can_be_emptied_and_filled_again()
    {
        var cell = new DeadlineCell { Due = 5 };
        for (int i = 0; i < 3; i++)
        {
            _registry.Add(cell);
            _registry.Count.Should().Be(1);
            _registry.Remove(cell);
            _registry.Count.Should().Be(0);
        }
    }

    private CancellationToken Armed(Timeline timeline, long due)
    {
        var cell = new DeadlineCell { Due = due };
        _registry.Add(cell);
        return cell.Arm(timeline, default, urgent: false);
    }
}
