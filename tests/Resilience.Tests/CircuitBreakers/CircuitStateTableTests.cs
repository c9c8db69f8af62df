namespace Resilience.CircuitBreakers;

/// <summary>Everything that a hand can do, in every state.</summary>
public sealed class CircuitStateTableTests
{
    private static readonly string[] _columns = ["Trip", "Reset", "Disable", "MetricsOnly", "Enable", "Isolate", "IsolateAndRelease"];

    private static readonly (CircuitState From, string To)[] _rows =
    [
        //                         Trip         Reset        Disable   MetricsOnly  Enable       Isolate   and release
        (CircuitState.Closed,      "Open        Closed       Disabled  MetricsOnly  Closed       Isolated  Closed"),
        (CircuitState.Open,        "Open        Closed       Disabled  MetricsOnly  Open         Isolated  Open"),
        (CircuitState.HalfOpen,    "Open        Closed       Disabled  MetricsOnly  HalfOpen     Isolated  Open"),
        (CircuitState.Isolated,    "Isolated    Isolated     Isolated  Isolated     Isolated     Isolated  Isolated"),
        (CircuitState.Disabled,    "Disabled    Disabled     Disabled  MetricsOnly  Closed       Isolated  Disabled"),
        (CircuitState.MetricsOnly, "MetricsOnly MetricsOnly  Disabled  MetricsOnly  Closed       Isolated  MetricsOnly"),
    ];

    public static TheoryData<CircuitState, string, CircuitState> Cells
    {
        get
        {
            TheoryData<CircuitState, string, CircuitState> cells = [];
            foreach ((CircuitState from, string row) in _rows)
            {
                string[] to = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                for (int i = 0; i < _columns.Length; i++)
                    cells.Add(from, _columns[i], Enum.Parse<CircuitState>(to[i]));
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Each_hand_leads_from_each_state_to_one_state(CircuitState from, string action, CircuitState to)
    {
        Circuit circuit = In(from, out _);
        long generation = circuit.Breaker.Snapshot().Generation;
        int told = circuit.Transitions.Count;

        Steer(circuit.Breaker, action);

        circuit.State.Should().Be(to);
        CircuitBreakerSnapshot after = circuit.Breaker.Snapshot();
        after.ProbesOut.Should().Be(from == CircuitState.HalfOpen && to == CircuitState.HalfOpen ? 1 : 0);
        after.Generation.Should().BeGreaterThanOrEqualTo(generation);
        circuit.Transitions.Skip(told).All(transition => transition.From != transition.To || action == "Trip").Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_permit_from_before_a_transition_by_hand_decides_nothing(CircuitState from, string action, CircuitState to)
    {
        Circuit circuit = In(from, out CircuitPermit permit);
        int told = circuit.Transitions.Count;
        Steer(circuit.Breaker, action);
        bool moved = circuit.Transitions.Count > told;
        told = circuit.Transitions.Count;

        permit.Fail(Circuit.Transient);

        if (moved || from is CircuitState.Open or CircuitState.Isolated or CircuitState.Disabled or CircuitState.MetricsOnly)
        {
            circuit.State.Should().Be(to);
            circuit.Transitions.Should().HaveCount(told);
        }
        else
        {
            circuit.State.Should().Be(action == "Reset" ? CircuitState.Closed : CircuitState.Open, "it still was a permit of this state");
        }
    }

    [Theory]
    [InlineData("Trip", CircuitState.Open)]
    [InlineData("Reset", CircuitState.Closed)]
    [InlineData("Disable", CircuitState.Disabled)]
    [InlineData("MetricsOnly", CircuitState.MetricsOnly)]
    [InlineData("Enable", CircuitState.Closed)]
    public void What_is_done_during_a_hold_shows_when_it_is_released(string action, CircuitState after)
    {
        var circuit = new Circuit();
        IDisposable hold = circuit.Breaker.Isolate("operator");
        Steer(circuit.Breaker, action);

        circuit.State.Should().Be(CircuitState.Isolated);
        hold.Dispose();

        circuit.State.Should().Be(after);
    }

    [Fact]
    public void Two_holds_of_one_holder_are_two_holds()
    {
        var circuit = new Circuit();
        IDisposable first = circuit.Breaker.Isolate("operator");
        IDisposable second = circuit.Breaker.Isolate("operator");

        circuit.Breaker.Snapshot().Holders.Should().Equal("operator", "operator");
        second.Dispose();
        second.Dispose();
        circuit.State.Should().Be(CircuitState.Isolated);
        first.Dispose();

        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Transitions.Should().HaveCount(2);
    }

    private static Circuit In(CircuitState state, out CircuitPermit permit)
    {
        Circuit circuit = Circuit.Touchy();
        permit = circuit.Enter();
        switch (state)
        {
            case CircuitState.Open:
                circuit.Breaker.Trip();
                break;
            case CircuitState.HalfOpen:
                circuit.Breaker.Trip(TimeSpan.Zero);
                permit = circuit.Enter();
                break;
            case CircuitState.Isolated:
                circuit.Breaker.Isolate("somebody else");
                break;
            case CircuitState.Disabled:
                circuit.Breaker.Disable();
                permit = circuit.Enter();
                break;
            case CircuitState.MetricsOnly:
                circuit.Breaker.UseMetricsOnly();
                permit = circuit.Enter();
                break;
        }

        circuit.State.Should().Be(state);
        return circuit;
    }

    private static void Steer(CircuitBreaker breaker, string action)
    {
        switch (action)
        {
            case "Trip":
                breaker.Trip();
                break;
            case "Reset":
                breaker.Reset();
                break;
            case "Disable":
                breaker.Disable();
                break;
            case "MetricsOnly":
                breaker.UseMetricsOnly();
                break;
            case "Enable":
                breaker.Enable();
                break;
            case "Isolate":
                breaker.Isolate("operator");
                break;
            default:
                breaker.Isolate("operator").Dispose();
                break;
        }
    }
}
