namespace Resilience.Telemetry;

public sealed class OrderedNoticesTests
{
    private readonly List<int> _seen = [];
    private readonly List<Exception> _faults = [];

    [Fact]
    public void Notices_arrive_in_order_at_every_handler()
    {
        var notices = new OrderedNotices<int>(_faults.Add);
        notices.Subscribe(_seen.Add);
        notices.Subscribe(number => _seen.Add(-number));

        notices.Enqueue(1);
        notices.Enqueue(2);
        notices.Drain();

        _seen.Should().Equal(1, -1, 2, -2);
    }

    [Fact]
    public void What_nobody_wants_to_know_is_not_kept()
    {
        var notices = new OrderedNotices<int>(_faults.Add);
        notices.Enqueue(1);
        notices.Subscribe(_seen.Add);

        notices.Drain();

        _seen.Should().BeEmpty();
    }

    [Fact]
    public void A_handler_that_causes_a_notice_is_not_entered_again()
    {
        var notices = new OrderedNotices<int>(_faults.Add);
        int depth = 0;
        notices.Subscribe(number =>
        {
            (++depth).Should().Be(1);
            _seen.Add(number);
            if (number < 3)
            {
                notices.Enqueue(number + 1);
                notices.Drain();
            }

            depth--;
        });

        notices.Enqueue(1);
        notices.Drain();

        _seen.Should().Equal(1, 2, 3);
        _faults.Should().BeEmpty();
    }

    [Fact]
    public void A_handler_that_throws_harms_neither_the_next_one_nor_the_next_notice()
    {
        var notices = new OrderedNotices<int>(_faults.Add);
        notices.Subscribe(static number => throw new InvalidOperationException($"{number}"));
        notices.Subscribe(_seen.Add);

        notices.Enqueue(1);
        notices.Enqueue(2);
        notices.Drain();

        _seen.Should().Equal(1, 2);
        _faults.Select(static fault => fault.Message).Should().Equal("1", "2");
    }

    [Fact]
    public void Whoever_is_told_of_faults_may_throw()
    {
        var notices = new OrderedNotices<int>(static _ => throw new InvalidOperationException());
        notices.Subscribe(static _ => throw new InvalidOperationException());
        notices.Subscribe(_seen.Add);

        notices.Enqueue(1);
        notices.Drain();

        _seen.Should().Equal(1);
    }

    [Fact]
    public async Task A_handler_that_takes_time_holds_back_later_notices_and_nobody_else()
    {
        var notices = new OrderedNotices<int>(_faults.Add);
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        notices.Add(async number =>
        {
            _seen.Add(number);
            if (number == 1)
                await first.Task;
            else
                all.SetResult();
        });

        notices.Enqueue(1);
        notices.Drain();
        notices.Enqueue(2);
        notices.Drain();

        _seen.Should().Equal(1);
        first.SetResult();
        await all.Task.WaitAsync(TestContext.Current.CancellationToken);
        _seen.Should().Equal(1, 2);
    }

    [Fact]
    public void A_subscription_ends_when_it_is_disposed_of()
    {
        var notices = new OrderedNotices<int>(_faults.Add);
        IDisposable subscription = notices.Subscribe(_seen.Add);
        notices.HasHandlers.Should().BeTrue();

        subscription.Dispose();
        subscription.Dispose();
        notices.Enqueue(1);
        notices.Drain();

        notices.HasHandlers.Should().BeFalse();
        _seen.Should().BeEmpty();
    }

    [Fact]
    public void A_handler_that_hangs_does_not_make_the_queue_grow_without_end()
    {
        var notices = new OrderedNotices<int>(_faults.Add);
        var hanging = new TaskCompletionSource();
        notices.Add(_ => new ValueTask(hanging.Task));

        for (int i = 0; i <= 1_001; i++)
        {
            notices.Enqueue(i);
            notices.Drain();
        }

        notices.Dropped.Should().Be(1);
    }

    [Fact]
    public async Task Notices_of_many_threads_arrive_once_each_and_one_at_a_time()
    {
        const int Threads = 4;
        const int Each = 500;
        var notices = new OrderedNotices<int>(_faults.Add);
        int inside = 0;
        int overlaps = 0;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        notices.Subscribe(number =>
        {
            if (Interlocked.Increment(ref inside) != 1)
                overlaps++;
            _seen.Add(number);
            Interlocked.Decrement(ref inside);
            if (_seen.Count + notices.Dropped == Threads * Each)
                done.TrySetResult();
        });

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (int i = 0; i < Each; i++)
            {
                notices.Enqueue((thread * Each) + i);
                notices.Drain();
            }
        })));
        await done.Task.WaitAsync(TestContext.Current.CancellationToken);

        overlaps.Should().Be(0);
        _seen.Should().OnlyHaveUniqueItems();
        foreach (IGrouping<int, int> ofThread in _seen.GroupBy(static number => number / Each))
            ofThread.Should().BeInAscendingOrder();
    }
}
