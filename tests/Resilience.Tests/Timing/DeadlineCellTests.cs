namespace Resilience.Timing;

public sealed class DeadlineCellTests
{
    private static readonly CellAction[] _actions = Enum.GetValues<CellAction>();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_sequence_of_five_actions_does_what_the_reference_says(bool polls)
    {
        var sequence = new CellAction[5];
        int count = (int)Math.Pow(_actions.Length, sequence.Length);
        for (int number = 0; number < count; number++)
        {
            for (int i = 0, rest = number; i < sequence.Length; i++, rest /= _actions.Length)
                sequence[i] = _actions[rest % _actions.Length];
            using var pair = new CellReference(polls);
            pair.Do(CellAction.Arm);
            foreach (CellAction action in sequence)
                pair.Do(action);
        }

        count.Should().Be(100_000);
    }

    [Fact]
    public void A_cell_that_is_not_armed_needs_no_watching()
    {
        var cell = new DeadlineCell();

        cell.Sweep(new HandSweeper(true).Timeline(), long.MaxValue - 1).Should().Be(Timeline.Never);
    }

    [Fact]
    public void The_sweeper_is_told_of_the_deadline_after_the_gate_is_open()
    {
        var sweeper = new HandSweeper(polls: true);
        var cell = new DeadlineCell { Due = 42 };

        cell.ArmAlone(sweeper.Timeline(), urgent: true);

        sweeper.ArmedCount.Should().Be(1);
        sweeper.LastDue.Should().Be(42);
    }

    [Fact]
    public void A_registration_left_on_a_source_is_gone_when_the_source_is_used_again()
    {
        Timeline timeline = new HandSweeper(polls: true).Timeline();
        var cell = new DeadlineCell { Due = 100 };
        int calls = 0;
        CancellationToken first = cell.ArmAlone(timeline);
        first.Register(() => calls++);
        cell.Settle(keepSource: true);

        CancellationToken second = cell.ArmAlone(timeline);
        cell.Source!.Cancel();

        second.Should().Be(first, "otherwise this test shows nothing");
        calls.Should().Be(0);
    }

    [Fact]
    public async Task A_caller_whose_callback_still_runs_keeps_the_source()
    {
        // The caller's callback cancels the source on another thread and is held there, by a registration on the attempt's token.
        using var caller = new CancellationTokenSource();
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        CancellationToken test = TestContext.Current.CancellationToken;
        var cell = new DeadlineCell { Due = 100 };
        CancellationToken token = cell.Arm(new HandSweeper(polls: false).Timeline(), caller.Token, urgent: false);
        token.Register(() =>
        {
            entered.Set();
            release.Wait(test);
        });
        Task cancelling = Task.Run(caller.Cancel, test);
        entered.Wait(test);

        cell.Settle(keepSource: true);
        cell.Source.Should().BeNull("its callback is still running");
        CancellationToken next = cell.ArmAlone(new HandSweeper(polls: false).Timeline());
        release.Set();
        await cancelling;

        next.IsCancellationRequested.Should().BeFalse();
        cell.Settle(keepSource: true);
    }

    [Fact]
    public void What_users_register_runs_elsewhere_than_on_the_sweeper()
    {
        using var release = new ManualResetEventSlim();
        using var entered = new ManualResetEventSlim();
        CancellationToken test = TestContext.Current.CancellationToken;
        Timeline timeline = new HandSweeper(polls: true).Timeline();
        var cell = new DeadlineCell { Due = 1 };
        CancellationToken token = cell.ArmAlone(timeline);
        token.Register(() =>
        {
            entered.Set();
            release.Wait(test);
        });

        cell.Sweep(timeline, 1).Should().Be(Timeline.Never, "it returns although the registration blocks");

        token.IsCancellationRequested.Should().BeTrue();
        entered.Wait(test);
        release.Set();
    }
}
