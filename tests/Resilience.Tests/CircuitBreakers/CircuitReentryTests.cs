using Microsoft.Extensions.Time.Testing;

namespace Resilience.CircuitBreakers;

/// <summary>Users' code that calls back into the breaker which is calling it: no deadlock, and whatever it did is what holds.</summary>
public sealed class CircuitReentryTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private static readonly string[] _places = ["OnTransition", "Subscribe", "BreakDurationGenerator", "Handle", "HandleResult", "Randomizer"];

    private static readonly string[] _actions = ["Isolate", "Reset", "Trip", "Disable", "Snapshot", "Enter", "Execute", "Fail", "Wait"];

    private readonly FakeTimeProvider _clock = new();
    private readonly List<CircuitTransition> _told = [];
    private readonly List<IDisposable> _holds = [];
    private CircuitBreaker _breaker = null!;
    private ResiliencePipeline<int> _pipeline = null!;
    private string _place = "";
    private string _action = "";
    private int _entered;
    private int _busy;

    public static TheoryData<string, string> Matrix
    {
        get
        {
            TheoryData<string, string> matrix = [];
            foreach (string place in _places)
            {
                foreach (string action in _actions)
                    matrix.Add(place, action);
            }

            return matrix;
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Code_that_calls_back_into_its_breaker_leaves_it_in_order(string place, string action)
    {
        Build();
        (_place, _action) = (place, action);
        Task walk = Task.Run(
            async () =>
            {
                await CallAsync(-1); // Opens it.
                _clock.Advance(TimeSpan.FromSeconds(30));
                await CallAsync(1); // A probe, which closes it unless somebody steers.
                _clock.Advance(TimeSpan.FromSeconds(1));
                await CallAsync(1); // On the ramp.
                await CallAsync(-1);
            },
            Token);

        await walk.WaitAsync(_patience, Token);

        _entered.Should().BePositive("the place must have been reached");
        (_place, _action) = ("", "");
        _told.Skip(1).Select(static transition => transition.From).Should().Equal(_told.SkipLast(1).Select(static transition => transition.To));
        _told.Select(static transition => transition.Generation).Should().BeInAscendingOrder();
        _told.Should().Equal(_breaker.Snapshot().History);
        _breaker.Snapshot().ProbesOut.Should().BeLessThanOrEqualTo(action is "Enter" or "Fail" ? 1 : 0);
        await WorksAsync();
    }

    private void Build()
    {
        _breaker = new CircuitBreaker(
            new()
            {
                FailureRatio = null,
                ConsecutiveFailures = 1,
                RampDuration = TimeSpan.FromSeconds(10),
                Handle = FailureFilter.When(_ => Passes("Handle")),
                BreakDurationGenerator = _ => Passes("BreakDurationGenerator") ? null : TimeSpan.Zero,
                OnTransition = _ => Passes("OnTransition") ? default : default,
                Randomizer = () => Passes("Randomizer") ? 0 : 1,
            },
            _clock);
        _breaker.Subscribe(_ => Passes("Subscribe"));
        _breaker.Subscribe(_told.Add);
        _pipeline = new ResiliencePipelineBuilder<int>()
            .AddCircuitBreaker(_breaker, result => Passes("HandleResult") && result < 0).Build();
    }

    private async Task CallAsync(int result)
    {
        // Handle is asked about exceptions, HandleResult about results.
        await _pipeline.ExecuteOutcomeAsync(
            _ => result < 0 && _place == "Handle" ? ValueTask.FromException<int>(new IOException()) : new(result), Token);
    }

    private async Task WorksAsync()
    {
        _breaker.Enable();
        while (_breaker.Snapshot().Holders.Count > 0)
            _holds.ForEach(static hold => hold.Dispose());
        _breaker.Reset();
        (await _pipeline.ExecuteAsync(static _ => new ValueTask<int>(7), Token)).Should().Be(7);
        _breaker.State.Should().Be(CircuitState.Closed);
    }

    private bool Passes(string place)
    {
        // What is called back is not to call back; and a handler that opens the circuit whenever it is told so would never end.
        if (place != _place || _entered == 5 || Interlocked.Exchange(ref _busy, 1) == 1)
            return true;
        _entered++;
        Act();
        Volatile.Write(ref _busy, 0);
        return true;
    }

    private void Act()
    {
        switch (_action)
        {
            case "Isolate":
                _holds.Add(_breaker.Isolate("callback"));
                break;
            case "Reset":
                _breaker.Reset();
                break;
            case "Trip":
                _breaker.Trip();
                break;
            case "Disable":
                _breaker.Disable();
                break;
            case "Snapshot":
                _breaker.Snapshot().Name.Should().Be("circuit breaker");
                break;
            case "Enter":
                _breaker.TryEnter(out _);
                break;
            case "Execute":
                _pipeline.ExecuteOutcome(static _ => 1, Token);
                break;
            case "Fail":
                _breaker.TryEnter(out CircuitPermit permit);
                permit.Fail(Circuit.Transient);
                break;
            default:
                _breaker.WaitForCloseAsync(Token);
                break;
        }
    }
}
