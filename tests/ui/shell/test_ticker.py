from sample_routines import MIXED

from mobility_timer.ui.shell.ticker import EVERY_MS, Ticker


def test_it_runs_while_playing_and_rests_else(open_player):
    player = open_player(MIXED)
    ticker = Ticker(player)
    player.follow(ticker)
    assert not ticker.runs
    player.play()
    assert ticker.runs
    player.pause()
    assert not ticker.runs
    player.play()
    player.close()
    assert not ticker.runs


def test_a_tick_is_a_look_at_the_clock(open_player, clock):
    player = open_player(MIXED)
    ticker = Ticker(player)
    player.follow(ticker)
    player.play()
    clock.move(1_500)
    ticker._timer.timeout.emit()
    assert player.look().moment.at == 1_500
    assert EVERY_MS <= 17
    player.close()
